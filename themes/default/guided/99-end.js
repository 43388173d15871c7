// The ways in, for fixbook.js.

window.fixbook.guided = { flow, send, save, fill, settings };
})();
