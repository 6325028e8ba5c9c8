import Glibc

extension [UInt8] {
    /// Overwrites every byte, which the compiler may not leave out: for text that holds a secret, once it was read.
    package mutating func wipe() {
        unsafe withUnsafeMutableBytes { buffer in
            if let start = buffer.baseAddress { unsafe explicit_bzero(start, buffer.count) }
        }
    }
}
