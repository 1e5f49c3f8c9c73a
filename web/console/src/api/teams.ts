import { queryOptions } from "@tanstack/react-query";
import { get, getTagged, write, type WriteOptions } from "./http";
import { pagesQuery } from "./page";
import type { User } from "./users";

export interface Team {
  id: string;
  name: string;
  description: string;
  members: number;
  created_at: string;
}

export interface TeamMember extends Pick<User, "id" | "email" | "name" | "role" | "status"> {
  added_at: string;
}

export interface TeamWords {
  name: string;
  description: string;
}

export const teamsPages = (search?: string, sort?: string) =>
  pagesQuery<Team>("teams", "/teams", { search, sort });

/** With the tag of what was seen, for changing it. */
export const teamQuery = (id: string) =>
  queryOptions({
    queryKey: ["teams", id],
    queryFn: () => getTagged<Team>(`/teams/${id}`),
  });

export const teamMembersPages = (id: string, search?: string, sort?: string) =>
  pagesQuery<TeamMember>("teams", `/teams/${id}/members`, { search, sort });

export function createTeam(body: TeamWords, options: WriteOptions) {
  return write<Team>("POST", "/teams", body, options);
}

export function changeTeam(id: string, body: TeamWords, ifMatch: string | undefined) {
  return write<Team>("PATCH", `/teams/${id}`, body, ifMatch === undefined ? {} : { ifMatch });
}

export function deleteTeam(id: string) {
  return write<void>("DELETE", `/teams/${id}`);
}

export function addMembers(id: string, users: string[]) {
  return write<{ added: number }>("POST", `/teams/${id}/members`, { users });
}

export function removeMember(id: string, user: string) {
  return write<void>("DELETE", `/teams/${id}/members/${user}`);
}

/** Whom one may add: as many as a select can show with sense. */
export const peopleQuery = queryOptions({
  queryKey: ["users", "people"],
  queryFn: async ({ signal }) =>
    (await get<{ items: User[] }>("/users", { limit: 1000 }, signal)).items,
});
