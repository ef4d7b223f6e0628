/** What the schema says about an operation, picked out of the generated types. */
import type { paths } from "./schema";

export type Method = "get" | "post" | "patch" | "delete";

type Operation<P extends keyof paths, M extends Method> = M extends keyof paths[P]
  ? NonNullable<paths[P][M]>
  : never;

/** The addresses that answer to a method. */
export type Address<M extends Method> = {
  [P in keyof paths]: [Operation<P, M>] extends [never] ? never : P;
}[keyof paths];

/** Whose operation takes a key: what starts something, and must start one. */
export type StartAddress = {
  [P in Address<"post">]: Operation<P, "post"> extends { parameters: { header?: infer Header } }
    ? [NonNullable<Header>] extends [never]
      ? never
      : P
    : never;
}[Address<"post">];

type PathPart<O> = O extends { parameters: { path: infer Path } }
  ? { path: Path }
  : { path?: never };
type QueryPart<O> = O extends { parameters: { query?: infer Query } }
  ? { query?: Query }
  : { query?: never };

type Content<T> = T extends { content: { "application/json": infer Body } } ? Body : never;

/** The schema marks a body of nothing but optional fields (PATCH) as optional itself. */
type Sent<O> = O extends { requestBody?: infer Body } ? NonNullable<Body> : never;

/** Uploads are sent as the browser's own form. */
type BodyPart<O> = [Sent<O>] extends [never]
  ? { body?: never }
  : Sent<O> extends { content: { "application/json": infer Body } }
    ? { body: Body }
    : { body: FormData };

/** What a call must name: path parameters, body; and may: the query. */
export type Options<P extends keyof paths, M extends Method> = PathPart<Operation<P, M>> &
  QueryPart<Operation<P, M>> &
  BodyPart<Operation<P, M>>;

type Responses<O> = O extends { responses: infer R } ? R : never;
type Success<R> = {
  [Status in keyof R]: Status extends 200 | 201 | 202 ? Content<R[Status]> : never;
}[keyof R];

/** What comes back; null where the operation may answer that there is nothing (204). */
export type Answer<P extends keyof paths, M extends Method> =
  | Success<Responses<Operation<P, M>>>
  | (204 extends keyof Responses<Operation<P, M>> ? null : never);
