/** The only place that talks to the network. */
import { type Parameters, urlOf } from "./address";
import type { Address, Answer, Method, Options } from "./operations";

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

/** The cursor of the next page, out of the absolute address the API gives. */
export function cursorOf(next: string | null | undefined): string | null {
  return next === null || next === undefined
    ? null
    : new URL(next, location.origin).searchParams.get("cursor");
}

function csrfToken(): string {
  return /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1] ?? "";
}

function headersFor(method: Method, body: unknown): Record<string, string> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (method !== "get") headers["X-CSRFToken"] = csrfToken();
  if (body !== undefined && !(body instanceof FormData))
    headers["Content-Type"] = "application/json";
  return headers;
}

/** The refusal a body of text tells of; a proxy in between may answer without our shape. */
function errorFrom(status: number, statusText: string, text: string): ApiError {
  try {
    const body = JSON.parse(text) as { code: string; message: string; details?: Details };
    return new ApiError(status, body.code, body.message, body.details);
  } catch {
    return new ApiError(status, "unreadable", `${status} ${statusText}`);
  }
}

function unreachable(cause: unknown): NetworkError {
  return new NetworkError("The server could not be reached.", { cause });
}

/** How a request is sent: until when it is waited for, and whether it outlives its page. */
export type Manner = Pick<RequestInit, "signal" | "keepalive">;

async function send(method: Method, url: string, body: unknown, manner: Manner): Promise<Response> {
  try {
    return await fetch(url, {
      ...manner,
      method: method.toUpperCase(),
      credentials: "same-origin",
      headers: headersFor(method, body),
      body: body === undefined ? null : body instanceof FormData ? body : JSON.stringify(body),
    });
  } catch (cause) {
    throw unreachable(cause);
  }
}

interface Call {
  path?: Parameters;
  query?: Parameters;
  body?: unknown;
}

/** Sends one request. Resolves to null where the server has nothing to say (204). */
async function request(
  method: Method,
  address: string,
  call: Call,
  manner: Manner = {},
): Promise<unknown> {
  const response = await send(method, urlOf(address, call), call.body, manner);
  if (!response.ok)
    throw errorFrom(response.status, response.statusText, await response.text().catch(() => ""));
  return response.status === 204 ? null : ((await response.json()) as unknown);
}

interface Upload {
  url: string;
  form: FormData;
  /** The share that has left, 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** Sends a form through the one interface that tells how far it is; rejects when aborted. */
function sendForm({ url, form, onProgress, signal }: Upload): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const sender = new XMLHttpRequest();
    const abort = () => sender.abort();
    sender.open("POST", url);
    for (const [name, value] of Object.entries(headersFor("post", form)))
      sender.setRequestHeader(name, value);
    sender.upload.onprogress = ({ loaded, total }) => onProgress(loaded / Math.max(1, total));
    sender.onload = () => {
      const { status, statusText, responseText } = sender;
      if (status >= 200 && status < 300) resolve(JSON.parse(responseText));
      else reject(errorFrom(status, statusText, responseText));
    };
    sender.onerror = () => reject(unreachable(null));
    sender.onabort = () => reject(new DOMException("Cancelled by the person.", "AbortError"));
    sender.onloadend = () => signal.removeEventListener("abort", abort);
    signal.addEventListener("abort", abort);
    sender.send(form);
  });
}

/** The bytes of a file the server named, such as a clip. */
export async function getFile(url: string, manner: Manner): Promise<Blob> {
  const response = await send("get", url, undefined, manner);
  if (!response.ok) throw errorFrom(response.status, response.statusText, "");
  return response.blob();
}

/** Where a file is downloaded from, for a link. */
export function linkTo<P extends Address<"get">>(address: P, options: Options<P, "get">): string {
  return urlOf(address, options);
}

// The schema vouches for what an address answers; these are where its word is taken.

export async function get<P extends Address<"get">>(
  address: P,
  options: Options<P, "get">,
  manner?: Manner,
) {
  return (await request("get", address, options, manner)) as Answer<P, "get">;
}

export async function post<P extends Address<"post">>(
  address: P,
  options: Options<P, "post">,
  manner?: Manner,
) {
  return (await request("post", address, options, manner)) as Answer<P, "post">;
}

export async function patch<P extends Address<"patch">>(address: P, options: Options<P, "patch">) {
  return (await request("patch", address, options)) as Answer<P, "patch">;
}

export async function upload<P extends Address<"post">>(
  address: P,
  options: Options<P, "post"> & { body: FormData },
  { onProgress, signal }: Pick<Upload, "onProgress" | "signal">,
) {
  const { body: form } = options;
  const answer = await sendForm({ url: urlOf(address, options), form, onProgress, signal });
  return answer as Answer<P, "post">;
}

export async function remove<P extends Address<"delete">>(
  address: P,
  options: Options<P, "delete">,
): Promise<void> {
  await request("delete", address, options);
}
