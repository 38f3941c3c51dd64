// The script of the page: the elements it needs, then the application.

import "./shell.js";
import start from "web-ui";

await start({ module_or_path: new URL("web-ui_bg.wasm", import.meta.url) });
