export * from './BroadcastTransitionPublisher';
export * from './HealthSweep';
export * from './TransitionPublisher';
