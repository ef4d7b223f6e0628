import { QueryErrorResetBoundary } from "@tanstack/react-query";
import { Component, Suspense, type ReactNode } from "react";

import { NetworkError } from "@/api/client";

import { ErrorNote } from "./ErrorNote";
import { Loading } from "./Loading";

/**
 * A page's own files can't be had: the studio can't be reached, or was updated since this window
 * opened and has others now.
 */
export class PageMissingError extends NetworkError {}

interface CatcherProps {
  children: ReactNode;
  onRetry: () => void;
}

class Catcher extends Component<CatcherProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  readonly retry = () => {
    if (this.state.error instanceof PageMissingError) location.reload();
    this.props.onRetry();
    this.setState({ error: null });
  };

  override render() {
    const { error } = this.state;
    return error === null ? this.props.children : <ErrorNote error={error} onRetry={this.retry} />;
  }
}

/** Shows what is inside once its data is there, and a calm note with a retry where it can't be had. */
export function Boundary({ children }: { children: ReactNode }) {
  return (
    <QueryErrorResetBoundary>
      {({ reset }) => (
        <Catcher onRetry={reset}>
          <Suspense fallback={<Loading />}>{children}</Suspense>
        </Catcher>
      )}
    </QueryErrorResetBoundary>
  );
}
