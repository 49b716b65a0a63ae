// Resumable uploads (tus): the part of Uppy that has no face of its own.
export { Uppy } from "@uppy/core";
export { default as Tus } from "@uppy/tus";
