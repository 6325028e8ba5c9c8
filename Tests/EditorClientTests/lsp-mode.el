;;; Emacs with lsp-mode against jwtls: emacs --batch -q -l lsp-mode.el FILE -*- lexical-binding: t -*-
;; Prints what a person would see, a line each: a word, a tab, JSON.
(require 'package)
(package-initialize)
(require 'lsp-mode)
(require 'json)

(defun tell (word value) (princ (format "%s\t%s\n" word (json-encode value))))

(defun await (what condition)
  (let ((deadline (+ (float-time) 10)))
    (while (not (funcall condition))
      (when (> (float-time) deadline) (error "%s never came" what))
      (accept-process-output nil 0.02))))

(setq lsp-auto-guess-root nil lsp-restart 'ignore lsp-keep-workspace-alive nil lsp-modeline-code-actions-enable nil
      lsp-modeline-diagnostics-enable nil lsp-headerline-breadcrumb-enable nil lsp-enable-file-watchers nil
      lsp-diagnostics-provider :none lsp-session-file (make-temp-file "lsp-session"))
(add-to-list 'lsp-language-id-configuration '(text-mode . "plaintext"))
(lsp-register-client
 (make-lsp-client :new-connection (lsp-stdio-connection (list (getenv "JWTLS")))
                  :major-modes '(text-mode) :server-id 'jwtls))

(let ((file (pop command-line-args-left)))
  (lsp-workspace-folders-add (file-name-directory file))
  (find-file file)
  (text-mode)
  (lsp)
  (await "the session" (lambda () (and lsp--buffer-workspaces
                                       (eq 'initialized (lsp--workspace-status (car lsp--buffer-workspaces))))))
  (await "a diagnostic" (lambda () (gethash (lsp--fix-path-casing file) (lsp-diagnostics t))))
  (let* ((found (car (gethash (lsp--fix-path-casing file) (lsp-diagnostics t))))
         (range (lsp:diagnostic-range found))
         (start (lsp:range-start range)))
    (tell "diagnostic" (list (lsp:position-line start) (lsp:position-character start)
                             (lsp:position-character (lsp:range-end range)) (lsp:diagnostic-message found)))
    (goto-char (lsp--position-to-point start)))
  (forward-char 3)
  (tell "hover" (lsp:markup-content-value
                 (lsp:hover-contents (lsp-request "textDocument/hover" (lsp--text-document-position-params)))))
  (let ((redact (seq-find (lambda (action) (string-prefix-p "Redact" (lsp:code-action-title action)))
                          (lsp-code-actions-at-point))))
    (unless (lsp:code-action-edit? redact)
      (setq redact (lsp-request "codeAction/resolve" redact)))
    (lsp--apply-workspace-edit (lsp:code-action-edit? redact)))
  (goto-char (point-min))
  (forward-line 1)
  (tell "redacted" (buffer-substring-no-properties (point) (line-end-position)))
  (set-buffer-modified-p nil)
  (let ((workspace (car lsp--buffer-workspaces)))
    (with-lsp-workspace workspace (lsp--shutdown-workspace))
    (await "the end" (lambda () (not (process-live-p (lsp--workspace-proc workspace)))))
    (tell "stopped" t)))
