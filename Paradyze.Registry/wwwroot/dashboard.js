// Keeps at it: a registry that restarts is back within seconds, and so is its page.
Blazor.start({
  circuit: {
    reconnectionOptions: { maxRetries: Number.MAX_SAFE_INTEGER, retryIntervalMilliseconds: 1000 },
  },
});

// A restarted registry does not know the page any more, which only a new page mends.
document.getElementById('components-reconnect-modal').addEventListener('components-reconnect-state-changed', event => {
  if (['rejected', 'failed', 'resume-failed'].includes(event.detail.state)) location.reload();
});

document.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  const code = button.closest('figure').querySelector('code');
  getSelection().selectAllChildren(code);
  // Only a secure context has a clipboard; elsewhere the lines are at least selected.
  await navigator.clipboard?.writeText(code.textContent);
  button.classList.add('copied');
  button.addEventListener('blur', () => button.classList.remove('copied'), { once: true });
});
