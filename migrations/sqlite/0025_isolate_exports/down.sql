DROP TABLE isolate_exports;
DROP TABLE laboratories;
