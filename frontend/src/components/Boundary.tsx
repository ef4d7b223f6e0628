import { QueryErrorResetBoundary } from "@tanstack/react-query";
import { Component, Suspense, type ReactNode } from "react";

import { ErrorNote } from "./ErrorNote";
import { Loading } from "./Loading";

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
