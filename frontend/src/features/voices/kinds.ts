/** How listeners take a voice, as the API names it. */
export const kindsOfVoice = ["unspecified", "female", "male"] as const;
