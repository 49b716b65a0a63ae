"""Calls for copy: whom to ask, asking them, and what they answer."""
