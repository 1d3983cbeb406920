import type { ConfigurationNode } from './configuration.ts';
import { awesomeNav } from './nav-awesome.ts';
import { awesomePagesNav } from './nav-awesome-pages.ts';
import { literateNav } from './nav-literate.ts';
import { type NavSource, type PluginNav, UnreadableNav } from './nav-source.ts';
import { optionTexts } from './plugins.ts';
import type { ConfiguredPlugin } from './site.ts';

/** The plugins of which it is known what navigation they make. */
const MAKERS: readonly string[] = ['awesome-nav', 'awesome-pages', 'literate-nav'];

/** The navigation, and which plugin made it. */
export interface MadeNav extends PluginNav {
  readonly plugin: ConfiguredPlugin;
}

/** The navigation that a plugin makes, where it follows from the sources; null when none does, or when it cannot be known. */
export function pluginNav(
  plugins: readonly ConfiguredPlugin[],
  nav: ConfigurationNode | null,
  source: NavSource,
): MadeNav | null {
  const makers = plugins.filter(({ shortName }) => MAKERS.includes(shortName));
  const plugin = makers[0];
  if (plugin === undefined || makers.length > 1) return null;
  const [filename] = optionTexts(plugin.options[plugin.shortName === 'literate-nav' ? 'nav_file' : 'filename']);
  try {
    if (plugin.shortName === 'awesome-nav') return { plugin, ...awesomeNav(source, filename ?? '.nav.yml') };
    if (plugin.shortName === 'literate-nav')
      return { plugin, ...literateNav(plugin, nav, source, filename ?? 'SUMMARY.md') };
    return { plugin, ...awesomePagesNav(source, filename ?? '.pages') };
  } catch (error) {
    if (error instanceof UnreadableNav) return null;
    throw error;
  }
}
