/** Three hops on the way, the last of them reached: the same drawing as the favicon. */
export function LogoMark() {
  return (
    <svg
      aria-hidden="true"
      width="32"
      height="32"
      viewBox="0 0 32 32"
      fill="none"
    >
      <path
        d="M7 22c5 0 4-12 9-12s4 12 9 12"
        stroke="#7dd3a8"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
      <circle cx="7" cy="22" r="3.5" fill="#7dd3a8" />
      <circle cx="16" cy="10" r="3.5" fill="#7dd3a8" />
      <circle cx="25" cy="22" r="4.5" fill="#fff" />
      <path
        d="m23 22 1.5 1.5 2.5-3"
        stroke="#17624a"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
