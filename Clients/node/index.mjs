// The same module for `import`: there is one set of classes, whoever loads it.
import jwtls from "./lib/index.js";

export const {Jwtls, JwtlsError, CallError, EnvironmentError, ServiceError, ConnectionLost, Timeout, TokenRefused, refusals} = jwtls;
export const {
  ExpiredToken, TokenNotYetValid, TokenTooOld, InvalidSignature, InvalidAudience, InvalidIssuer, InvalidSubject, InvalidNonce,
  InvalidTokenID, InvalidType, MissingClaim, MalformedToken, AlgorithmNotAllowed, KeyNotFound, RevokedToken, ReplayedToken,
  InsufficientScope, InsufficientRole, InsufficientGroup, DecryptionFailed,
} = jwtls;
export default jwtls;
