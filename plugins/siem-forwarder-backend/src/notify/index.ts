export * from './DatabaseOwnerNotices';
export * from './InOrderPublisher';
export * from './OwnerNotifier';
export * from './PublisherGroup';
