// The tests use the element as it is shipped, for what importing it does; its sources are its own.
export {}
