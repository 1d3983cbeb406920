import type { Markdown } from '../markdown.ts';
import { autolinkPattern, automailPattern } from './autolink.ts';
import { backtickPattern } from './backtick.ts';
import { asteriskPattern, underscorePattern } from './emphasis.ts';
import { escapePattern } from './escape.ts';
import { entityPattern, htmlPattern } from './html.ts';
import { lineBreakPattern } from './linebreak.ts';
import { imageLinkPattern, linkPattern } from './link.ts';
import { plainTextPattern } from './not-strong.ts';
import {
  imageReferencePattern,
  referencePattern,
  shortImageReferencePattern,
  shortReferencePattern,
} from './reference.ts';

/** The inline patterns that Python-Markdown has by itself (`inlinepatterns.build_inlinepatterns`). */
export function registerInline(markdown: Markdown): void {
  const { patterns } = markdown.inline;
  patterns.register(backtickPattern(), 'backtick', 190);
  patterns.register(escapePattern(), 'escape', 180);
  patterns.register(referencePattern(), 'reference', 170);
  patterns.register(linkPattern(), 'link', 160);
  patterns.register(imageLinkPattern(), 'image_link', 150);
  patterns.register(imageReferencePattern(), 'image_reference', 140);
  patterns.register(shortReferencePattern(), 'short_reference', 130);
  patterns.register(shortImageReferencePattern(), 'short_image_ref', 125);
  patterns.register(autolinkPattern(), 'autolink', 120);
  patterns.register(automailPattern(), 'automail', 110);
  patterns.register(lineBreakPattern(/ {2}\n/g), 'linebreak', 100);
  patterns.register(htmlPattern(), 'html', 90);
  patterns.register(entityPattern(), 'entity', 80);
  patterns.register(plainTextPattern(/(?:^|(?<=\s))(?:\*{1,3}|_{1,3})(?=\s|$)/g, '*_'), 'not_strong', 70);
  patterns.register(asteriskPattern(), 'em_strong', 60);
  patterns.register(underscorePattern(), 'em_strong2', 50);
}
