import { DirectionProvider, MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { BrowserRouter } from "react-router";

import { Boundary } from "@/components/Boundary";

import { createQueryClient } from "./query-client";
import { Rooms } from "./Rooms";
import { theme, variables } from "./theme";

const client = createQueryClient();

function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? "";
}

export function App() {
  return (
    <QueryClientProvider client={client}>
      <DirectionProvider>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={variables}
          defaultColorScheme="auto"
          getStyleNonce={styleNonce}
        >
          <BrowserRouter>
            <Boundary>
              <Rooms />
            </Boundary>
          </BrowserRouter>
        </MantineProvider>
      </DirectionProvider>
    </QueryClientProvider>
  );
}
