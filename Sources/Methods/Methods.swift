import RPC

/// What a client can ask for.
package enum Methods {}
