internal import Foundation

/// Why the system refused something, in its own words: `Not a directory`.
public func systemReason(_ error: any Error) -> String {
  // Foundation does not always say which of the system's errors its own one stands for.
  if (error as? CocoaError)?.code == .fileReadNoSuchFile {
    return String(cString: strerror(ENOENT))
  }
  // The underlying one is an error of Swift's, which no cast takes from Any to NSError.
  let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error
  let cause = (underlying ?? error) as NSError
  guard cause.domain == NSPOSIXErrorDomain else { return error.localizedDescription }
  return String(cString: strerror(Int32(cause.code)))
}

/// What to do where the system refused to write something: what its reason calls for, or else `usual`.
public func advice(on reason: String, usual: String) -> String {
  switch reason {
  case String(cString: strerror(ENOSPC)), String(cString: strerror(EDQUOT)):
    "free some space and run again"
  case String(cString: strerror(EIO)):
    "the disk may be failing, so look after it or name a folder on another one"
  default: usual
  }
}
