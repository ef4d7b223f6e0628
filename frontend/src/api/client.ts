/** The only place that talks to the network. */
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

type Parameters = Record<string, unknown>;

function fill(address: string, path: Parameters): string {
  return address.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path[name])));
}

function search(query: Parameters): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  const pairs = given.map(([name, value]): [string, string] => [name, String(value)]);
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs).toString()}`;
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

async function errorFrom(response: Response): Promise<ApiError> {
  try {
    const body = (await response.json()) as { code: string; message: string; details?: Details };
    return new ApiError(response.status, body.code, body.message, body.details);
  } catch {
    return new ApiError(response.status, "unreadable", `${response.status} ${response.statusText}`);
  }
}

async function send(method: Method, url: string, body: unknown): Promise<Response> {
  try {
    return await fetch(url, {
      method: method.toUpperCase(),
      credentials: "same-origin",
      headers: headersFor(method, body),
      body: body === undefined ? null : body instanceof FormData ? body : JSON.stringify(body),
    });
  } catch (cause) {
    throw new NetworkError("The server could not be reached.", { cause });
  }
}

interface Call {
  path?: Parameters;
  query?: Parameters;
  body?: unknown;
}

/** Sends one request. Resolves to null where the server has nothing to say (204). */
async function request(method: Method, address: string, call: Call): Promise<unknown> {
  const url = fill(address, call.path ?? {}) + search(call.query ?? {});
  const response = await send(method, url, call.body);
  if (!response.ok) throw await errorFrom(response);
  return response.status === 204 ? null : ((await response.json()) as unknown);
}

// The schema vouches for what an address answers; these three are where its word is taken.

export async function get<P extends Address<"get">>(address: P, options: Options<P, "get">) {
  return (await request("get", address, options)) as Answer<P, "get">;
}

export async function post<P extends Address<"post">>(address: P, options: Options<P, "post">) {
  return (await request("post", address, options)) as Answer<P, "post">;
}

export async function remove<P extends Address<"delete">>(
  address: P,
  options: Options<P, "delete">,
): Promise<void> {
  await request("delete", address, options);
}
