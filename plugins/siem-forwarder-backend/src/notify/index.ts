export * from './OwnerNotifier';
export * from './PublisherGroup';
