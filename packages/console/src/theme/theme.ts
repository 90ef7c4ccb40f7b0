import {
  ActionIcon,
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  Input,
  Menu,
  Modal,
  Radio,
  Tooltip,
  type VariantColorsResolver,
} from '@mantine/core';

// The kit wants ten shades; the tokens in tokens.css paint, these only keep its own fallbacks in hue.
const petrol = [
  '#dcf0f1',
  '#c3e3e5',
  '#9fd0d4',
  '#6fb1b8',
  '#3f929b',
  '#1f7a85',
  '#0b6b76',
  '#005f6b',
  '#004a54',
  '#00363d',
] as const;

/** Buttons take their colours from the tokens, so that both themes stay equals. */
const variantColorResolver: VariantColorsResolver = ({ variant, color }) => {
  const danger = color === 'danger';
  if (variant === 'filled') {
    return danger
      ? {
          background: 'var(--danger)',
          hover: 'color-mix(in srgb, var(--danger) 88%, var(--text))',
          color: 'var(--on-danger)',
          border: '1px solid transparent',
        }
      : {
          background: 'var(--accent)',
          hover: 'var(--accent-hover)',
          color: 'var(--on-accent)',
          border: '1px solid transparent',
        };
  }
  const text = danger ? 'var(--danger)' : 'var(--text)';
  if (variant === 'subtle' || variant === 'transparent') {
    return {
      background: 'transparent',
      hover: 'var(--sunken)',
      color: text,
      border: '1px solid transparent',
    };
  }
  return {
    background: 'var(--surface)',
    hover: 'var(--hover)',
    color: text,
    border: '1px solid var(--line-strong)',
  };
};

const heights = { xs: '26px', sm: 'var(--control)', lg: '44px' };
const heightOf = (size: unknown) => (size === 'xs' || size === 'lg' ? heights[size] : heights.sm);

export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  colors: { petrol },
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 3 },
  variantColorResolver,
  defaultRadius: 'xs',
  radius: { xs: '2px', sm: '4px', md: '4px', lg: '10px', xl: '16px' },
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.33', sm: '1.43', md: '1.43', lg: '1.5', xl: '1.4' },
  spacing: { xs: '4px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  breakpoints: { xs: '30em', sm: '45em', md: '64em', lg: '75em', xl: '90em' },
  headings: { fontWeight: '600' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    Button: Button.extend({
      defaultProps: { variant: 'default' },
      vars: (_theme, props) => ({
        root: {
          '--button-height': heightOf(props.size),
          '--button-fz': props.size === 'xs' ? 'var(--t-13)' : 'var(--t-14)',
          '--button-padding-x': props.size === 'xs' ? '8px' : props.size === 'lg' ? '20px' : '12px',
        },
      }),
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'subtle' },
      vars: (_theme, props) => ({
        root: { '--ai-size': heightOf(props.size) },
      }),
    }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs' } }),
    Input: Input.extend({
      vars: () => ({
        wrapper: { '--input-height': 'var(--control)', '--input-fz': 'var(--t-14)' },
      }),
    }),
    Radio: Radio.extend({ defaultProps: { size: 'xs' } }),
    Menu: Menu.extend({
      defaultProps: {
        shadow: 'none',
        position: 'bottom-end',
        transitionProps: { duration: 0 },
        // A menu may hold items only; the placeholder that takes the first focus is none.
        withInitialFocusPlaceholder: false,
        floatingStrategy: 'fixed',
      },
    }),
    Modal: Modal.extend({
      defaultProps: {
        centered: true,
        closeButtonProps: { 'aria-label': 'Close' },
        overlayProps: { color: 'var(--backdrop)', backgroundOpacity: 0.4 },
        transitionProps: { duration: 0 },
      },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: {
        events: { hover: true, focus: true, touch: true },
        multiline: true,
        maw: 300,
        transitionProps: { duration: 0 },
      },
    }),
  },
});

const painted = {
  '--mantine-color-body': 'var(--canvas)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-2)',
  '--mantine-color-placeholder': 'var(--text-3)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--danger)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--text-3)',
  '--mantine-color-disabled-border': 'var(--line-strong)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-primary-color-light': 'var(--accent-soft)',
  '--mantine-primary-color-light-color': 'var(--accent)',
};

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: painted,
  dark: painted,
});
