// The script of the page: the elements it needs, then the application.

import "./shell.js";
import start from "web-ui";

const program = await WebAssembly.compileStreaming(fetch(new URL("web-ui_bg.wasm", import.meta.url)));
// A turn of its own for the first drawing: a slow device answers between the two.
setTimeout(() => start({ module_or_path: program }).catch(reportError));
