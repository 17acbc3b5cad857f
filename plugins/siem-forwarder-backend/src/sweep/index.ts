export * from './BroadcastTransitionPublisher';
export * from './CauseFinder';
export * from './HealthSweep';
export * from './TransitionPublisher';
