/** The only place that talks to the network. */
import { type Parameters, urlOf } from "./address";
import { errorFrom, unreachable } from "./errors";
import type { Address, Answer, Method, Options, StartAddress } from "./operations";
import { asOneStart } from "./start-keys";

export { ApiError, NetworkError } from "./errors";

/** The cursor of the next page, out of the absolute address the API gives. */
export function cursorOf(next: string | null | undefined): string | null {
  return next === null || next === undefined
    ? null
    : new URL(next, location.origin).searchParams.get("cursor");
}

function csrfToken(): string {
  return /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1] ?? "";
}

function headersFor(method: Method, body: unknown, key?: string): Record<string, string> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (method !== "get") headers["X-CSRFToken"] = csrfToken();
  if (body !== undefined && !(body instanceof FormData))
    headers["Content-Type"] = "application/json";
  if (key !== undefined) headers["Idempotency-Key"] = key;
  return headers;
}

/** How a request is sent: until when it is waited for, and whether it outlives its page. */
export type Manner = Pick<RequestInit, "signal" | "keepalive">;

interface Sending extends Manner {
  /** Names a start, so that sent again it is the same one. */
  key?: string;
}

async function send(
  method: Method,
  url: string,
  body: unknown,
  { key, ...manner }: Sending,
): Promise<Response> {
  try {
    return await fetch(url, {
      ...manner,
      method: method.toUpperCase(),
      credentials: "same-origin",
      headers: headersFor(method, body, key),
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
  manner: Sending = {},
): Promise<unknown> {
  const response = await send(method, urlOf(address, call), call.body, manner);
  if (!response.ok)
    throw errorFrom(response.status, response.statusText, await response.text().catch(() => ""));
  return response.status === 204 ? null : ((await response.json()) as unknown);
}

interface Upload {
  url: string;
  form: FormData;
  key: string;
  /** The share that has left, 0 to 1. */
  onProgress: (share: number) => void;
  signal: AbortSignal;
}

/** Sends a form through the one interface that tells how far it is; rejects when aborted. */
function sendForm({ url, form, key, onProgress, signal }: Upload): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const sender = new XMLHttpRequest();
    const abort = () => sender.abort();
    sender.open("POST", url);
    for (const [name, value] of Object.entries(headersFor("post", form, key)))
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

export async function post<P extends Exclude<Address<"post">, StartAddress>>(
  address: P,
  options: Options<P, "post">,
  manner?: Manner,
) {
  return (await request("post", address, options, manner)) as Answer<P, "post">;
}

/** For what starts something: it happens once, however often it is sent before an answer comes. */
export async function postOnce<P extends StartAddress>(address: P, options: Options<P, "post">) {
  const sendUnder = (key: string) => request("post", address, options, { key });
  const answer = await asOneStart(urlOf(address, options), options.body, sendUnder);
  return answer as Answer<P, "post">;
}

export async function patch<P extends Address<"patch">>(address: P, options: Options<P, "patch">) {
  return (await request("patch", address, options)) as Answer<P, "patch">;
}

export async function upload<P extends StartAddress>(
  address: P,
  options: Options<P, "post"> & { body: FormData },
  { onProgress, signal }: Pick<Upload, "onProgress" | "signal">,
) {
  const { body: form } = options;
  const url = urlOf(address, options);
  const answer = await asOneStart(url, form, (key) =>
    sendForm({ url, form, key, onProgress, signal }),
  );
  return answer as Answer<P, "post">;
}

export async function remove<P extends Address<"delete">>(
  address: P,
  options: Options<P, "delete">,
): Promise<void> {
  await request("delete", address, options);
}
