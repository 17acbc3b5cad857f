import { nameOf } from '../ids/armId';
import { ServiceError } from '../http/ServiceError';

/**
 * Refusals of Azure Resource Manager itself; those of a resource provider
 * stand beside the provider.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors
 */
export const armErrors = {
  authorizationFailed: (options: {
    appId: string;
    objectId: string;
    action: string;
    scope: string;
  }) =>
    new ServiceError(
      403,
      'AuthorizationFailed',
      `The client '${options.appId}' with object id '${options.objectId}' does not have authorization to perform action '${options.action}' over scope '${options.scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    ),
  linkedAuthorizationFailed: (options: {
    appId: string;
    objectId: string;
    action: string;
    scope: string;
    linkedAction: string;
    linkedScope: string;
  }) =>
    new ServiceError(
      403,
      'LinkedAuthorizationFailed',
      `The client '${options.appId}' with object id '${options.objectId}' has permission to perform action '${options.action}' on scope '${options.scope}'; however, it does not have permission to perform action(s) '${options.linkedAction}' on the linked scope(s) '${options.linkedScope}' (respectively) or the linked scope(s) are invalid.`,
    ),
  authenticationFailed: () =>
    new ServiceError(
      401,
      'AuthenticationFailed',
      "Authentication failed. The 'Authorization' header is missing.",
      { headers: { 'www-authenticate': 'Bearer' } },
    ),
  invalidToken: () =>
    new ServiceError(
      401,
      'InvalidAuthenticationToken',
      'The access token is invalid.',
      { headers: { 'www-authenticate': 'Bearer error="invalid_token"' } },
    ),
  expiredToken: () =>
    new ServiceError(
      401,
      'ExpiredAuthenticationToken',
      'The access token expiry UTC time is earlier than current UTC time.',
      { headers: { 'www-authenticate': 'Bearer error="invalid_token"' } },
    ),
  invalidAudience: () =>
    new ServiceError(
      401,
      'InvalidAuthenticationTokenAudience',
      "The access token has been obtained for wrong audience or resource. It should exactly match with one of the allowed audiences 'https://management.core.windows.net/','https://management.core.windows.net','https://management.azure.com/','https://management.azure.com'.",
      { headers: { 'www-authenticate': 'Bearer error="invalid_token"' } },
    ),
  subscriptionNotFound: (subscriptionId: string) =>
    new ServiceError(
      404,
      'SubscriptionNotFound',
      `The subscription '${subscriptionId}' could not be found.`,
    ),
  resourceGroupNotFound: (name: string) =>
    new ServiceError(
      404,
      'ResourceGroupNotFound',
      `Resource group '${name}' could not be found.`,
    ),
  resourceNotFound: (type: string, name: string, resourceGroup: string) =>
    new ServiceError(
      404,
      'ResourceNotFound',
      `The Resource '${type}/${name}' under resource group '${resourceGroup}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
    ),
  parentResourceNotFound: (parentId: string) =>
    new ServiceError(
      404,
      'ParentResourceNotFound',
      `Can not perform requested operation on nested resource. Parent resource '${nameOf(
        parentId,
      )}' not found.`,
    ),
  missingSubscriptionRegistration: (namespace: string) =>
    new ServiceError(
      409,
      'MissingSubscriptionRegistration',
      `The subscription is not registered to use namespace '${namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.`,
    ),
  providerNotFound: (namespace: string) =>
    new ServiceError(
      404,
      'InvalidResourceNamespace',
      `The resource namespace '${namespace}' is invalid.`,
    ),
  locationRequired: () =>
    new ServiceError(
      400,
      'LocationRequired',
      'The location property is required for this definition.',
    ),
  locationNotAvailable: (location: string, type: string, known: string[]) =>
    new ServiceError(
      400,
      'LocationNotAvailableForResourceType',
      `The provided location '${location}' is not available for resource type '${type}'. List of available regions for the resource type is '${known.join(
        ',',
      )}'.`,
    ),
  locationChanged: (options: {
    name: string;
    existing: string;
    resourceGroup: string;
    requested: string;
  }) =>
    new ServiceError(
      409,
      'InvalidResourceLocation',
      `The resource '${options.name}' already exists in location '${options.existing}' in resource group '${options.resourceGroup}'. A resource with the same name cannot be created in location '${options.requested}'. Please select a new resource name.`,
    ),
  notFound: (path: string) =>
    new ServiceError(
      404,
      'InvalidResourceType',
      `The resource type could not be found for the request '${path}': the simulator has no such operation.`,
    ),
};
