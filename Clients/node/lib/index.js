"use strict";

const {Jwtls} = require("./jwtls.js");
const {refusalClasses, refusalOf, errorOf, ...errors} = require("./errors.js");

module.exports = {Jwtls, ...errors, ...refusalClasses};
