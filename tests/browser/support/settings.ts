function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`set ${name}; see README.md`);
  return value;
}

/** Where the server runs and who signs in: a user who may do everything in an own tenant. */
export const settings = {
  url: required("SANGAM_URL").replace(/\/$/, ""),
  email: required("SANGAM_EMAIL"),
  password: required("SANGAM_PASSWORD"),
  chromium: process.env["SANGAM_CHROMIUM"] ?? "/usr/bin/chromium",
};
