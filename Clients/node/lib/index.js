"use strict";

const {Jwtls} = require("./jwtls.js");
const {refusalClasses, JwtlsError, CallError, EnvironmentError, ServiceError, ConnectionLost, Timeout, TokenRefused, refusals} = require("./errors.js");

module.exports = {
  Jwtls, JwtlsError, CallError, EnvironmentError, ServiceError, ConnectionLost, Timeout, TokenRefused, refusals, ...refusalClasses,
};
