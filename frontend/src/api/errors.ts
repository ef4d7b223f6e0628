/** What a request may end with instead of an answer. */

type Details = Record<string, string[]>;

/** The server answered, and refused; `message` is written for people. */
export class ApiError extends Error {
  override readonly name = "ApiError";

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: Details = {},
  ) {
    super(message);
  }
}

/** No answer came: whether the server acted on the request is not known. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";
}

/** The refusal a body of text tells of; a proxy in between may answer without our shape. */
export function errorFrom(status: number, statusText: string, text: string): ApiError {
  try {
    const body = JSON.parse(text) as { code: string; message: string; details?: Details };
    return new ApiError(status, body.code, body.message, body.details);
  } catch {
    return new ApiError(status, "unreadable", `${status} ${statusText}`);
  }
}

export function unreachable(cause: unknown): NetworkError {
  return new NetworkError("The server could not be reached.", { cause });
}
