const CAME_BACK = "acs-token-broker.came-back";

/** Notes on redirect.html that Entra has led this tab back; hidden frames and windows do not count. */
export function noteReturn(): void {
  if (window === top && /[#&](code|error)=/.test(location.hash)) {
    sessionStorage.setItem(CAME_BACK, "1");
  }
}

/** Whether that has happened since this was asked last. */
export function cameBack(): boolean {
  const isThere = sessionStorage.getItem(CAME_BACK) !== null;
  sessionStorage.removeItem(CAME_BACK);
  return isThere;
}
