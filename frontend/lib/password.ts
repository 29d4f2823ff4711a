/** Characters. The pages say these limits, the server enforces them. */
export const PASSWORD_MIN = 8
export const PASSWORD_MAX = 128
