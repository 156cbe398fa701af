internal import Foundation

/// Why the system refused something, in its own words: `Not a directory`.
public func systemReason(_ error: any Error) -> String {
  // Foundation does not always say which of the system's errors its own one stands for.
  if (error as? CocoaError)?.code == .fileReadNoSuchFile {
    return String(cString: strerror(ENOENT))
  }
  let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
  guard cause.domain == NSPOSIXErrorDomain else { return error.localizedDescription }
  return String(cString: strerror(Int32(cause.code)))
}
