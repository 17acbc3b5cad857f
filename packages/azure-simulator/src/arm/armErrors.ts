import { defineErrors } from '../errors/defineErrors';

const invalidTokenChallenge = {
  'www-authenticate': 'Bearer error="invalid_token"',
} as const;

/**
 * ARM marks what it refuses by itself; refusals of resource providers pass
 * through without the mark.
 * Source: https://github.com/Azure/azure-cli/issues/32165
 */
const fromGateway = { 'x-ms-failure-cause': 'gateway' } as const;

const { group, builders } = defineErrors(
  {
    id: 'arm',
    title: 'Azure Resource Manager',
    source:
      'https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors',
    headers: fromGateway,
  },
  {
    authenticationFailed: {
      status: 401,
      code: 'AuthenticationFailed',
      message: "Authentication failed. The 'Authorization' header is missing.",
      when: 'A request comes without a bearer token.',
      headers: { 'www-authenticate': 'Bearer' },
    },
    invalidToken: {
      status: 401,
      code: 'InvalidAuthenticationToken',
      message: 'The access token is invalid.',
      when: 'The bearer token is not one of the directory.',
      headers: invalidTokenChallenge,
    },
    expiredToken: {
      status: 401,
      code: 'ExpiredAuthenticationToken',
      message:
        'The access token expiry UTC time is earlier than current UTC time.',
      when: 'The bearer token has expired.',
      headers: invalidTokenChallenge,
    },
    invalidAudience: {
      status: 401,
      code: 'InvalidAuthenticationTokenAudience',
      message:
        "The access token has been obtained for wrong audience or resource. It should exactly match with one of the allowed audiences 'https://management.core.windows.net/','https://management.core.windows.net','https://management.azure.com/','https://management.azure.com'.",
      when: 'The bearer token is for another service.',
      headers: invalidTokenChallenge,
    },
    authorizationFailed: {
      status: 403,
      code: 'AuthorizationFailed',
      message:
        "The client '{appId}' with object id '{objectId}' does not have authorization to perform action '{action}' over scope '{scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.",
      when: 'No role assignment gives the caller the action at the scope, or not yet.',
      source:
        'https://learn.microsoft.com/azure/role-based-access-control/troubleshooting',
    },
    linkedAuthorizationFailed: {
      status: 403,
      code: 'LinkedAuthorizationFailed',
      message:
        "The client '{appId}' with object id '{objectId}' has permission to perform action '{action}' on scope '{scope}'; however, it does not have permission to perform action(s) '{linkedAction}' on the linked scope(s) '{linkedScope}' (respectively) or the linked scope(s) are invalid.",
      when: 'The caller may write a resource, but lacks a right at another one that it refers to.',
    },
    subscriptionNotFound: {
      status: 404,
      code: 'SubscriptionNotFound',
      message: "The subscription '{subscriptionId}' could not be found.",
      when: 'A path names a subscription that does not exist.',
    },
    resourceGroupNotFound: {
      status: 404,
      code: 'ResourceGroupNotFound',
      message: "Resource group '{name}' could not be found.",
      when: 'A path names a resource group that does not exist.',
    },
    resourceNotFound: {
      status: 404,
      code: 'ResourceNotFound',
      message:
        "The Resource '{type}/{name}' under resource group '{resourceGroup}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
      when: 'A path names a resource that does not exist.',
    },
    parentResourceNotFound: {
      status: 404,
      code: 'ParentResourceNotFound',
      message:
        "Can not perform requested operation on nested resource. Parent resource '{name}' not found.",
      when: 'A path names a nested resource of one that does not exist.',
    },
    missingSubscriptionRegistration: {
      status: 409,
      code: 'MissingSubscriptionRegistration',
      message:
        "The subscription is not registered to use namespace '{namespace}'. See https://aka.ms/rps-not-found for how to register subscriptions.",
      when: 'A resource is created whose provider is not registered in the subscription.',
    },
    providerNotFound: {
      status: 404,
      code: 'InvalidResourceNamespace',
      message: "The resource namespace '{namespace}' is invalid.",
      when: 'A path names a resource provider that does not exist.',
    },
    locationRequired: {
      status: 400,
      code: 'LocationRequired',
      message: 'The location property is required for this definition.',
      when: 'A resource is created without a location.',
    },
    locationNotAvailable: {
      status: 400,
      code: 'LocationNotAvailableForResourceType',
      message:
        "The provided location '{location}' is not available for resource type '{type}'. List of available regions for the resource type is '{known}'.",
      when: 'A resource is created in a region that the type does not have.',
    },
    locationChanged: {
      status: 409,
      code: 'InvalidResourceLocation',
      message:
        "The resource '{name}' already exists in location '{existing}' in resource group '{resourceGroup}'. A resource with the same name cannot be created in location '{requested}'. Please select a new resource name.",
      when: 'A resource is put that exists in another region.',
    },
    invalidTop: {
      status: 400,
      code: 'InvalidTopQueryParameter',
      message:
        "The value '{value}' of the query parameter '$top' is invalid: it must be a whole number of at least 1.",
      when: 'Resource groups are listed with a $top that is no such number.',
      ownWords: true,
    },
    invalidSkipToken: {
      status: 400,
      code: 'InvalidSkipToken',
      message:
        "The value '{value}' of the query parameter '$skiptoken' is invalid: follow the nextLink as it is.",
      when: 'A list is continued with a token that no answer gave.',
      ownWords: true,
    },
    unsupportedFilter: {
      status: 400,
      code: 'InvalidFilterInQueryString',
      message:
        "Invalid $filter '{filter}' specified in the query string: the simulator filters no resource groups.",
      when: 'Resource groups are listed with a filter.',
      ownWords: true,
    },
    notFound: {
      status: 404,
      code: 'InvalidResourceType',
      message:
        "The resource type could not be found for the request '{path}': the simulator has no such operation.",
      when: 'No operation that is simulated has this path.',
      ownWords: true,
    },
  },
);

/** For the table of errors. */
export const armErrorGroup = group;

/**
 * Refusals of Azure Resource Manager itself; those of a resource provider
 * stand beside the provider.
 */
export const armErrors = builders;
