/**
 * The cloud that the add-on signs in to for an `account_class_type`: 2 is
 * Azure Government, anything else the public cloud, without a word.
 */
export function accountCloud(
  accountClassType: string,
): 'public' | 'usGovernment' {
  return accountClassType === '2' ? 'usGovernment' : 'public';
}
