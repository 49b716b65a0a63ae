"""The main job without hands, over HTTP, on a home of its own."""
