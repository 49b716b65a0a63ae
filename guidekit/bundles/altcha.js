// The proof of work's widget without its built-in worker and style, which a strict
// content policy would refuse; its Chinese; the worker is altcha-worker.js.
import "altcha/external";
import "altcha/i18n/zh-cn";
