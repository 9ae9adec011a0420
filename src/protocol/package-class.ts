/** The class of a product model that means: a package, whichever. It is no product and is never sold. */
export const PACKAGE_CLASS = 'package';
