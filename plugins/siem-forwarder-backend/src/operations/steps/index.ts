export * from './provisioningPlan';
