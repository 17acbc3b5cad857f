export * from './DatabaseFleetIndex';
export * from './FleetDirectory';
export * from './FleetEntry';
export * from './FleetIndex';
export * from './fleetPolicyOf';
export * from './FleetQuery';
export * from './lapse';
