import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, it, vi } from "vitest";
import { sessionQuery, type Session } from "@/api/session";
import { beginSession, changeSession, endSession } from "./session_cache";

const session = (id: string) => ({ user: { id } }) as Session;

function afterSomebody() {
  const client = new QueryClient();
  client.setQueryData(sessionQuery.queryKey, session("usr_1"));
  client.setQueryData(["accounts"], ["theirs"]);
  client.setQueryData(["messages", "identity", "hi"], { a: "b" });
  return client;
}

const keys = (client: QueryClient) =>
  client
    .getQueryCache()
    .getAll()
    .map(({ queryKey }) => queryKey[0])
    .sort();

it("keeps nothing that was read for somebody else", () => {
  const client = afterSomebody();
  beginSession(client, session("usr_2"));
  expect(keys(client)).toEqual(["messages", "session"]);
  expect(client.getQueryData(sessionQuery.queryKey)).toEqual(session("usr_2"));
});

it("reads anew what is shown, and drops the rest, when another tenant is acted for", async () => {
  const client = afterSomebody();
  client.setQueryData(["users"], ["theirs"]);
  let tenant = "first";
  const shown = new QueryObserver(client, {
    queryKey: ["accounts"],
    queryFn: () => Promise.resolve([tenant]),
    staleTime: Infinity,
  });
  const leave = shown.subscribe(() => {});
  tenant = "second";
  const seen: unknown[] = [];
  await changeSession(client, session("usr_2"), () => {
    seen.push(keys(client), client.getQueryData(sessionQuery.queryKey));
    return Promise.resolve();
  });
  expect(seen).toEqual([["accounts", "messages", "session"], session("usr_1")]);
  expect(client.getQueryData(["accounts"])).toBeUndefined();
  await vi.waitFor(() => expect(client.getQueryData(["accounts"])).toEqual(["second"]));
  expect(client.getQueryData(sessionQuery.queryKey)).toEqual(session("usr_2"));
  leave();
});

it("keeps nothing when nobody is signed in", () => {
  const client = afterSomebody();
  endSession(client);
  expect(keys(client)).toEqual(["messages", "session"]);
  expect(client.getQueryData(sessionQuery.queryKey)).toBeNull();
});
