/** The secret of a mailed link stands behind the `#`, which browsers never send to a server. */
export const linkToken = () => decodeURIComponent(window.location.hash.slice(1));
