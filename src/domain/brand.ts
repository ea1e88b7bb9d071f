import { type Static, Type } from 'typebox'
import type { FieldProblem } from './errors.ts'

/** The longest logo, in bytes: a page with style and script stays below 30 KB. */
export const largestLogo = 8 * 1024

/** How a vendor looks: pages and letters of its program take on its colour, and show its logo beside the sender's name. */
export const Brand = Type.Object(
  {
    colour: Type.String({
      pattern: '^#[0-9a-f]{6}$',
      description:
        'Such as #0f6cbd; with a contrast of at least 3 with white. It is made darker or lighter where it must be read',
    }),
    logo: Type.Optional(
      Type.String({
        pattern: '^data:image/png;base64,[A-Za-z0-9+/]+={0,2}$',
        maxLength: 11_000,
        description: 'A PNG of up to 8 KB without the name, 64 to 512 pixels high and up to six times as wide',
      }),
    ),
  },
  { additionalProperties: false },
)

export type Brand = Readonly<Static<typeof Brand>>

/** A colour to act on and to read, what is written on it, and a shade to lie under text. Each pair that is read has a contrast of at
 *  least 4.5.  @source WCAG 2.2, 1.4.3 and 1.4.11 */
export type Accent = { readonly accent: string; readonly onAccent: string; readonly tint: string }

/** What accents are read on, as the survey's stylesheet has it: the ground that is harder to be read on comes first. */
export const grounds = { light: ['#f4f3ef', '#ffffff'], dark: ['#1d2427', '#14191b'] } as const

/** The colour as it is used on light and on dark pages: the same hue, as dark or as light as reading needs. */
export function accentsOf(colour: string): { readonly light: Accent; readonly dark: Accent } {
  const lightTint = mixed(colour, '#ffffff', 0.1)
  const darkTint = mixed(colour, grounds.dark[0], 0.18)
  return {
    light: { accent: readable(colour, '#000000', [...grounds.light, lightTint]), onAccent: '#ffffff', tint: lightTint },
    dark: {
      accent: readable(colour, '#ffffff', [...grounds.dark, darkTint]),
      onAccent: grounds.dark[1],
      tint: darkTint,
    },
  }
}

/** What is wrong with a brand: a colour so light that it would not be known again once it can be read, a logo that is none. */
export function brandProblems({ brand }: { readonly brand?: Brand }): readonly FieldProblem[] {
  if (!brand) return []
  const { colour, logo } = brand
  const isTooLight = contrast(colour, '#ffffff') < 3
  const expected = logo === undefined ? undefined : expectedLogo(logo)
  return [
    ...(isTooLight
      ? [{ field: '/brand/colour', expected: 'a colour with a contrast of at least 3 with white', got: colour }]
      : []),
    ...(expected === undefined ? [] : [{ field: '/brand/logo', expected, got: `${logo?.slice(0, 40)}…` }]),
  ]
}

/** The picture itself, and its size in pixels; undefined when it is not a whole PNG. */
export function logoPicture(logo: string) {
  const png = Buffer.from(logo.slice(logo.indexOf(',') + 1), 'base64')
  const isPng = png.length > 45 && png.subarray(0, 16).equals(firstBytes) && png.subarray(-8).equals(lastBytes)
  return isPng ? { png, width: png.readUInt32BE(16), height: png.readUInt32BE(20) } : undefined
}

/** A logo as pages and letters show it: where our site has it for good, and its size in CSS pixels. */
export type ShownLogo = { readonly url: string; readonly width: number; readonly height: number }

/** How high a logo is shown. */
const shownHeight = 32

/** What has a brand: a version of a program, or of a referral program, whose ids are of another kind. */
export type Branded = { readonly id: string; readonly version: number; readonly brand?: Brand }

export function shownLogo(
  { id, version, brand }: Branded,
  kind: 'program' | 'referrals' = 'program',
): ShownLogo | undefined {
  const picture = brand?.logo === undefined ? undefined : logoPicture(brand.logo)
  if (!picture) return undefined
  const width = Math.round((picture.width / picture.height) * shownHeight)
  const below = kind === 'program' ? '' : `/${kind}`
  return { url: `/assets/brand${below}/${id}/${version}/logo.png`, width, height: shownHeight }
}

/** A PNG begins with its signature and the head of its first chunk, and ends with its last chunk. */
const firstBytes = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const lastBytes = Buffer.from('49454e44ae426082', 'hex')

function expectedLogo(logo: string): string | undefined {
  const picture = logoPicture(logo)
  if (!picture) return 'a whole PNG'
  const { png, width, height } = picture
  if (png.length > largestLogo) return 'a PNG of up to 8 KB'
  const isSized = height >= 64 && height <= 512 && width >= height / 2 && width <= height * 6
  return isSized ? undefined : 'a PNG of 64 to 512 pixels in height, from half as wide to six times as wide'
}

/** The colour, or the nearest on the way to black or white that can be read on every ground. */
function readable(colour: string, towards: string, on: readonly string[]): string {
  const steps = Array.from({ length: 101 }, (_, percent) => mixed(towards, colour, percent / 100))
  return steps.find((step) => on.every((ground) => contrast(step, ground) >= 4.5)) ?? towards
}

/** How much of the first colour is in the second.  @param share 0 to 1 */
function mixed(first: string, second: string, share: number): string {
  const [one, other] = [channels(first), channels(second)]
  const shades = one.map((value, i) => Math.round(value * share + (other[i] ?? 0) * (1 - share)))
  return `#${shades.map((shade) => shade.toString(16).padStart(2, '0')).join('')}`
}

/** How far two colours are apart in brightness, from 1 to 21.  @source WCAG 2.2, contrast ratio */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour)
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function channels(colour: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
}
