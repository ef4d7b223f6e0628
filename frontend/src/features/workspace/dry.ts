import { createContext } from "react";

/** True in a preview: screens look and work as ever, and nothing is sent. */
export const Dry = createContext(false);
