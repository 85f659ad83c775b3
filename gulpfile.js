const { rm } = require('node:fs/promises');
const { dest, src, watch } = require('gulp');

// `encoding: false`: gulp 5 otherwise re-encodes as UTF-8 and corrupts PNGs.
// One glob a folder: a common one would walk the whole repository, node_modules included.
const icons = ['nodes', 'credentials', 'icons'].map((folder) => `${folder}/**/*.{png,svg}`);
const copyIcons = () => src(icons, { base: '.', encoding: false }).pipe(dest('dist'));

exports['build:icons'] = copyIcons;
exports['watch:icons'] = () => watch(icons, copyIcons);
exports.clean = () => rm('dist', { recursive: true, force: true });
exports.default = copyIcons;
