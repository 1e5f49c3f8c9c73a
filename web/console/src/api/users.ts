import { write, type WriteOptions } from "./http";
import { pagesQuery } from "./page";
import type { Role } from "./session";

export interface User {
  id: string;
  email: string;
  name: string;
  role: Role;
  created_at: string;
}

export interface NewUser {
  email: string;
  name: string;
  password: string;
  role: Role;
}

export const usersPages = () => pagesQuery<User>("users", "/users");

export function addUser(body: NewUser, options: WriteOptions) {
  return write<User>("POST", "/users", body, options);
}

export function changeRole(id: string, role: Role) {
  return write<User>("PATCH", `/users/${id}`, { role });
}
