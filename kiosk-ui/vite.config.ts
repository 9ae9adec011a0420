import { defineConfig } from 'vite';

/** The daemon serves what this writes: each page by its own address, everything else under `/static/`. */
export default defineConfig({
  base: '/',
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/kiosk',
    emptyOutDir: true,
    assetsDir: 'static',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    rolldownOptions: {
      input: {
        index: 'kiosk-ui/index.html',
        admin: 'kiosk-ui/admin.html',
        me: 'kiosk-ui/me.html',
        receipt: 'kiosk-ui/receipt.html',
      },
    },
  },
});
