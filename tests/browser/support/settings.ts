function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`set ${name}; see README.md`);
  return value;
}

export interface Person {
  email: string;
  password: string;
}

/**
 * Where the server runs and who signs in: a user who may do everything in an own tenant. Read when
 * asked for, because support/server.ts sets them after the configuration has been loaded.
 */
export const settings = {
  get url() {
    return required("SANGAM_URL").replace(/\/$/, "");
  },
  get email() {
    return required("SANGAM_EMAIL");
  },
  get password() {
    return required("SANGAM_PASSWORD");
  },
  /** Who runs the platform. */
  get operator() {
    return {
      email: required("SANGAM_OPERATOR_EMAIL"),
      password: required("SANGAM_OPERATOR_PASSWORD"),
    };
  },
  /** The data folder, for faults that no operation can make. */
  get data() {
    return required("SANGAM_DATA");
  },
};
