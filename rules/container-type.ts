import type { ContainerDirective } from 'mdast-util-directive';
import { textOf } from '../src/facts/node-text.ts';
import { defineRule, type Fix } from '../src/rule.ts';
import { classesOf } from '../src/site/style-classes.ts';
import { nearest } from '../src/text/nearest.ts';
import { type ContainerTheme, containerThemes, formerNames } from './shared/container-types.ts';

/** A container of a type that the theme does not style, until the style elements of the page are known. */
interface Suspect {
  readonly node: ContainerDirective;
  readonly classes: readonly string[];
}

/**
 * The method: of themes whose style sheet is known, the classes of each admonition and details element are compared with
 * those that the theme styles, and then with those that the site styles itself: in `extra_css`, in `custom_dir`, in style
 * elements of the page. A sheet that cannot be read may style anything: then nothing is reported.
 */
export default defineRule({
  summary: 'The type of an admonition is one that the theme, or a style sheet of the site, has a style for.',
  why: 'A type without a style shows in the look of another: a warning comes out as blue as a note, without its icon, and nobody is warned.',
  since: '0.1.0',
  fix: 'unsafe',
  severity: 'warn',
  options: {},
  messages: {
    unstyled: 'The theme has no style for `{type}`: this box shows {look}.{hint}',
  },
  page({ site, text, span, report }) {
    const theme = containerThemes[site.theme.name ?? ''];
    if (theme === undefined) return {};
    const suspects: Suspect[] = [];
    let css = '';
    return {
      containerDirective(node) {
        const classes = classesOfContainer(node);
        if (classes.length > 0 && !classes.some((name) => theme.styled.has(name))) suspects.push({ node, classes });
      },
      html(node) {
        if (/<style\b/i.test(node.value)) css += node.value;
      },
      end() {
        if (suspects.length === 0) return undefined;
        const styled = site.styleClasses();
        if (styled === null) return undefined;
        const here = new Set(classesOf(css));
        for (const { node, classes } of suspects) {
          if (classes.some((name) => styled.has(name) || here.has(name))) continue;
          const place = span(node);
          const marker = node.data?.marker;
          if (place === null || marker === undefined) continue;
          const type = classes[0]!;
          const meant = meantType(type, theme);
          report({
            message: 'unstyled',
            values: { type, look: theme.look, hint: meant === null ? '' : ` \`${meant}\` has one.` },
            span: { ...place, start: marker.start, end: marker.end },
            data: { type, near: meant === null ? [] : [meant] },
            fixes: meant === null || place.file !== undefined ? [] : fixesOf(node, text, type, meant),
          });
        }
        return undefined;
      },
    };
  },
});

/** The type of a box and its further classes, as they are rendered; nothing for other containers. */
function classesOfContainer(node: ContainerDirective): readonly string[] {
  const syntax = node.data?.syntax;
  if (syntax !== 'admonition' && syntax !== 'details' && syntax !== 'block') return [];
  const names = (node.attributes?.class ?? '').split(/\s+/).filter((name) => name !== '');
  // Other blocks (`/// html | div.result`) bring classes of their own.
  if (syntax === 'block') return names[0] === 'admonition' ? names.slice(1) : [];
  return syntax === 'admonition' ? names.slice(1) : names;
}

/** The type that was meant by one without a style; null when nobody can tell. */
function meantType(type: string, { styled }: ContainerTheme): string | null {
  const known = [...styled];
  const former = formerNames[type];
  if (former !== undefined) return styled.has(former) ? former : null;
  if (type.endsWith('s') && styled.has(type.slice(0, -1))) return type.slice(0, -1);
  return type.length < 4 ? null : nearest(type, known);
}

/** The type replaced; a title that was made of it is written out, so that the text stays. */
function fixesOf(node: ContainerDirective, text: string, type: string, meant: string): Fix[] {
  const { marker, titleSpan } = node.data ?? {};
  if (marker === undefined) return [];
  const opening = /^(?:!!!|\?\?\?\+?) ?/.exec(text.slice(marker.start, marker.end))?.[0];
  if (opening === undefined) return [];
  const start = marker.start + opening.length;
  if (text.slice(start, start + type.length).toLowerCase() !== type) return [];
  const edits = [{ start, end: start + type.length, text: meant }];
  const label = node.children.find((child) => child.data?.directiveLabel === true);
  if (titleSpan === undefined && label !== undefined) {
    edits.push({ start: marker.end, end: marker.end, text: ` "${textOf(label)}"` });
  }
  const isFormer = formerNames[type] === meant;
  return [
    {
      title: isFormer ? `Write \`${meant}\`, as the theme calls it.` : `Write \`${meant}\`.`,
      class: 'unsafe',
      effect: 'style',
      edits,
    },
  ];
}
