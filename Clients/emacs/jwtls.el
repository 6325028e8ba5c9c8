;;; jwtls.el --- Tokens and keys in every buffer  -*- lexical-binding: t -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: tools, convenience

;;; Commentary:

;; A minor mode on the built-in jsonrpc.el, so that it works beside another language server: findings through Flymake, what stands
;; at point through ElDoc, and commands for what can be done with it.  Turn it on everywhere with `global-jwtls-mode'.

;;; Code:

(require 'jsonrpc)
(require 'flymake)
(require 'eldoc)
(require 'subr-x)
(require 'url-util)

(defgroup jwtls nil "Tokens and keys in every buffer." :group 'tools :prefix "jwtls-")

(defcustom jwtls-program "jwtls"
  "The program, or where it lies."
  :type 'string)

(defcustom jwtls-settings nil
  "Settings as a property list, as `.jwtls.json' has them: (:keys [\"jwks.json\"])."
  :type 'plist)

(defcustom jwtls-idle-delay 0.2
  "Seconds without a change after which the service is told of changes."
  :type 'number)

(defcustom jwtls-timeout 5
  "Seconds that an answer is waited for."
  :type 'number)

(defvar jwtls--connections (make-hash-table :test #'equal)
  "The connections by the folders that they serve.")

(defvar-local jwtls--connection nil)
(defvar-local jwtls--version 0)
(defvar-local jwtls--is-stale nil)
(defvar-local jwtls--timer nil)
(defvar-local jwtls--diagnostics nil)
(defvar-local jwtls--report nil)

(defun jwtls--root ()
  "The folder that the buffer's file belongs to."
  (let ((file (or buffer-file-name default-directory)))
    (expand-file-name
     (or (locate-dominating-file file ".jwtls.json") (locate-dominating-file file "jwks.json")
         (locate-dominating-file file ".git") (file-name-directory file)))))

(defun jwtls--uri (&optional path)
  "The address of PATH, or of the buffer's file."
  (concat "file://" (url-hexify-string (expand-file-name (or path buffer-file-name))
                                       (cons ?/ url-unreserved-chars))))

(defun jwtls--path (uri)
  "The path that URI means."
  (decode-coding-string (url-unhex-string (string-remove-prefix "file://" uri)) 'utf-8))

(defun jwtls--connect (root)
  "The connection that serves ROOT, which is begun where there is none."
  (let ((known (gethash root jwtls--connections)))
    (if (and known (jsonrpc-running-p known)) known
      (let ((connection
             (make-instance
              'jsonrpc-process-connection :name "jwtls"
              ;; What is said holds tokens: none of it is kept in a buffer.
              :events-buffer-scrollback-size 0
              :notification-dispatcher #'jwtls--take
              :request-dispatcher #'jwtls--answer
              :process (lambda ()
                         (let ((default-directory root))
                           (make-process :name "jwtls" :command (list jwtls-program "lsp") :connection-type 'pipe
                                         :coding 'utf-8-emacs-unix :noquery t
                                         :stderr (get-buffer-create " *jwtls stderr*")))))))
        (jsonrpc-request
         connection :initialize
         (list :processId (emacs-pid) :rootUri (jwtls--uri root)
               :initializationOptions (or jwtls-settings (make-hash-table))
               :capabilities
               (list :general '(:positionEncodings ["utf-32"])
                     :workspace '(:applyEdit t)
                     :textDocument
                     '(:hover (:contentFormat ["plaintext"])
                       :codeAction (:codeActionLiteralSupport (:codeActionKind (:valueSet []))))))
         :timeout jwtls-timeout)
        (jsonrpc-notify connection :initialized (make-hash-table))
        (puthash root connection jwtls--connections)))))

(defun jwtls--take (_connection method params)
  "Take a notification: METHOD with PARAMS."
  (when (eq method 'textDocument/publishDiagnostics)
    (let ((buffer (find-buffer-visiting (jwtls--path (plist-get params :uri)))))
      (when buffer
        (with-current-buffer buffer
          (setq jwtls--diagnostics (mapcar #'jwtls--diagnostic (plist-get params :diagnostics)))
          (when jwtls--report (funcall jwtls--report jwtls--diagnostics :region (cons (point-min) (point-max)))))))))

(defun jwtls--answer (_connection method params)
  "Answer a request of the service: METHOD with PARAMS."
  (when (eq method 'workspace/applyEdit)
    (jwtls--apply (plist-get params :edit))
    '(:applied t)))

(defun jwtls--place (position)
  "The place in the buffer that POSITION means."
  (save-excursion
    (save-restriction
      (widen)
      (goto-char (point-min))
      (forward-line (plist-get position :line))
      (min (line-end-position) (+ (point) (plist-get position :character))))))

(defun jwtls--position (&optional place)
  "The position of PLACE, or of point."
  (save-excursion
    (save-restriction
      (widen)
      (when place (goto-char place))
      (list :line (1- (line-number-at-pos)) :character (- (point) (line-beginning-position))))))

(defun jwtls--diagnostic (found)
  "A Flymake diagnostic of what was FOUND."
  (let ((range (plist-get found :range)))
    (flymake-make-diagnostic
     (current-buffer) (jwtls--place (plist-get range :start)) (jwtls--place (plist-get range :end))
     (pcase (plist-get found :severity) (1 :error) (2 :warning) (_ :note))
     (format "%s [%s]" (plist-get found :message) (plist-get found :code)))))

(defun jwtls--flymake (report &rest _)
  "Give Flymake's REPORT what is known, now and later."
  (setq jwtls--report report)
  (funcall report jwtls--diagnostics))

(defun jwtls--touch (&rest _)
  "Remember that the text has changed."
  (setq jwtls--is-stale t)
  (when jwtls--timer (cancel-timer jwtls--timer))
  (let ((buffer (current-buffer)))
    (setq jwtls--timer
          (run-with-idle-timer jwtls-idle-delay nil
                               (lambda () (when (buffer-live-p buffer) (with-current-buffer buffer (jwtls--flush))))))))

(defun jwtls--text ()
  "The text of the whole buffer."
  (save-restriction (widen) (buffer-substring-no-properties (point-min) (point-max))))

(defun jwtls--flush ()
  "Tell the service of changes that it does not know."
  (when (and jwtls--is-stale jwtls--connection)
    (setq jwtls--is-stale nil jwtls--version (1+ jwtls--version))
    (jsonrpc-notify jwtls--connection :textDocument/didChange
                    (list :textDocument (list :uri (jwtls--uri) :version jwtls--version)
                          :contentChanges (vector (list :text (jwtls--text)))))))

(defun jwtls--ask (method &rest params)
  "The answer to METHOD about this buffer, with PARAMS beside its address."
  (jwtls--flush)
  (jsonrpc-request jwtls--connection method (append (list :textDocument (list :uri (jwtls--uri))) params)
                   :timeout jwtls-timeout))

(defun jwtls--eldoc (done &rest _)
  "Tell ElDoc, by DONE, what stands at point."
  (when jwtls--connection
    (jwtls--flush)
    (jsonrpc-async-request
     jwtls--connection :textDocument/hover
     (list :textDocument (list :uri (jwtls--uri)) :position (jwtls--position))
     :success-fn (lambda (hover) (funcall done (plist-get (plist-get hover :contents) :value)))
     :error-fn #'ignore :timeout-fn #'ignore)
    t))

(defun jwtls--saved ()
  "Tell the service that the buffer was saved."
  (jwtls--flush)
  (jsonrpc-notify jwtls--connection :textDocument/didSave (list :textDocument (list :uri (jwtls--uri)))))

(defun jwtls--close ()
  "Tell the service that the buffer is no longer open."
  (when jwtls--timer (cancel-timer jwtls--timer))
  (when (and jwtls--connection (jsonrpc-running-p jwtls--connection))
    (jsonrpc-notify jwtls--connection :textDocument/didClose (list :textDocument (list :uri (jwtls--uri)))))
  (setq jwtls--connection nil jwtls--diagnostics nil))

(defun jwtls--apply (edit)
  "Change what EDIT says."
  (let ((changes (plist-get edit :changes)))
    (while changes
      (let ((path (jwtls--path (substring (symbol-name (pop changes)) 1)))
            (edits (pop changes)))
        (with-current-buffer (find-file-noselect path)
          (save-excursion
            ;; The last first, so that the places of the others stay what they are.
            (dolist (one (sort (append edits nil)
                               (lambda (a b) (> (jwtls--place (plist-get (plist-get a :range) :start))
                                                (jwtls--place (plist-get (plist-get b :range) :start))))))
              (let ((range (plist-get one :range)))
                (goto-char (jwtls--place (plist-get range :start)))
                (delete-region (point) (jwtls--place (plist-get range :end)))
                (insert (plist-get one :newText))))))))))

(defun jwtls-actions ()
  "Choose among what can be done with the token or key at point, and do it."
  (interactive)
  (let* ((start (if (use-region-p) (region-beginning) (point)))
         (end (if (use-region-p) (region-end) (point)))
         (actions (jwtls--ask :textDocument/codeAction
                              :range (list :start (jwtls--position start) :end (jwtls--position end))
                              :context '(:diagnostics [])))
         (names (mapcar (lambda (action) (cons (plist-get action :title) action)) actions))
         (name (and names (completing-read "Action: " names nil t)))
         (action (cdr (assoc name names))))
    (unless names (user-error "Nothing can be done here"))
    (when (plist-get action :edit) (jwtls--apply (plist-get action :edit)))
    (when (plist-get action :command)
      (let ((command (plist-get action :command)))
        (jwtls--show (jwtls-execute (plist-get command :command) (aref (plist-get command :arguments) 0)))))))

(defun jwtls-execute (command argument)
  "What the COMMAND of the service answers for ARGUMENT, a property list."
  (jwtls--flush)
  (jsonrpc-request jwtls--connection :workspace/executeCommand (list :command command :arguments (vector argument))
                   :timeout jwtls-timeout))

(defun jwtls-decode ()
  "Show the header and the claims of the token at point."
  (interactive)
  (jwtls--show (jwtls-execute "jwtls.decode" (list :uri (jwtls--uri) :position (jwtls--position)))))

(defun jwtls--show (answer)
  "Show the text in ANSWER, if there is one."
  (let ((text (and (listp answer) (plist-get answer :text))))
    (when text (with-help-window "*jwtls*" (princ text)))))

(defun jwtls-call (method params)
  "What the service answers to METHOD, a symbol, for PARAMS, a property list."
  (jsonrpc-request (or jwtls--connection (jwtls--connect (jwtls--root))) (intern (format ":%s" method)) params
                   :timeout jwtls-timeout))

;;;###autoload
(define-minor-mode jwtls-mode
  "Say what tokens and keys in this buffer are, and what is wrong."
  :lighter " JWT"
  (cond
   ((not jwtls-mode)
    (remove-hook 'after-change-functions #'jwtls--touch t)
    (remove-hook 'after-save-hook #'jwtls--saved t)
    (remove-hook 'kill-buffer-hook #'jwtls--close t)
    (remove-hook 'flymake-diagnostic-functions #'jwtls--flymake t)
    (remove-hook 'eldoc-documentation-functions #'jwtls--eldoc t)
    (jwtls--close))
   ((not (and buffer-file-name (executable-find jwtls-program))) (setq jwtls-mode nil))
   (t
    (setq jwtls--connection (jwtls--connect (jwtls--root)) jwtls--version 1 jwtls--is-stale nil)
    (jsonrpc-notify jwtls--connection :textDocument/didOpen
                    (list :textDocument
                          (list :uri (jwtls--uri) :languageId (string-remove-suffix "-mode" (symbol-name major-mode))
                                :version jwtls--version :text (jwtls--text))))
    (add-hook 'after-change-functions #'jwtls--touch nil t)
    (add-hook 'after-save-hook #'jwtls--saved nil t)
    (add-hook 'kill-buffer-hook #'jwtls--close nil t)
    (add-hook 'flymake-diagnostic-functions #'jwtls--flymake nil t)
    (when (boundp 'eldoc-documentation-functions)
      (add-hook 'eldoc-documentation-functions #'jwtls--eldoc nil t))
    (flymake-mode 1)
    (eldoc-mode 1))))

;;;###autoload
(define-globalized-minor-mode global-jwtls-mode jwtls-mode
  (lambda () (when buffer-file-name (jwtls-mode 1))))

(defun jwtls-shutdown ()
  "End every process that serves a folder, as LSP has it."
  (interactive)
  (maphash (lambda (_root connection)
             (when (jsonrpc-running-p connection)
               (jsonrpc-request connection :shutdown nil :timeout jwtls-timeout)
               (jsonrpc-notify connection :exit nil)
               (let ((deadline (+ (float-time) 2)))
                 (while (and (jsonrpc-running-p connection) (< (float-time) deadline)) (accept-process-output nil 0.02)))))
           jwtls--connections)
  (clrhash jwtls--connections))

(provide 'jwtls)
;;; jwtls.el ends here
