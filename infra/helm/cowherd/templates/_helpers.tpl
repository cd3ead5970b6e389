{{- define "cowherd.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 50 | trimSuffix "-" }}{{ else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 50 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "cowherd.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "cowherd.labels" -}}
{{ include "cowherd.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{/* The component that listens: what the service, the ingress and the monitor select. */}}
{{- define "cowherd.listener" -}}
{{- if eq .Values.mode "split" }}receiver{{ else }}serve{{ end }}
{{- end }}

{{/* Anything where the console runs: it belongs to what does everything. */}}
{{- define "cowherd.console" -}}
{{- if and .Values.console.enabled (eq .Values.mode "serve") }}yes{{ end }}
{{- end }}

{{- define "cowherd.secretKeys" -}}
{{- $keys := .Values.secretKeys }}
{{- if eq .Values.mode "split" }}{{ $keys = append $keys "COWHERD_QUEUE_URL" }}{{ end }}
{{- uniq $keys | toJson }}
{{- end }}

{{/* The pod of one command. Needs: root, command, listens, keeps. */}}
{{- define "cowherd.pod" -}}
{{- $values := .root.Values -}}
metadata:
  labels:
    {{- include "cowherd.labels" .root | nindent 4 }}
    app.kubernetes.io/component: {{ .command }}
  annotations:
    checksum/settings: {{ list $values.settings $values.config | toJson | sha256sum }}
    {{- with $values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  automountServiceAccountToken: false
  enableServiceLinks: false
  terminationGracePeriodSeconds: 60
  securityContext:
    runAsNonRoot: true
    runAsUser: 65532
    runAsGroup: 65532
    fsGroup: 65532
    seccompProfile:
      type: RuntimeDefault
  {{- with $values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: cowherd
      image: "{{ required "image.repository: name where the image was pushed, such as ghcr.io/your-organisation/cowherd" $values.image.repository }}:{{ $values.image.tag | default .root.Chart.AppVersion }}"
      imagePullPolicy: {{ $values.image.pullPolicy }}
      args: [{{ .command }}]
      securityContext:
        allowPrivilegeEscalation: false
        readOnlyRootFilesystem: true
        capabilities:
          drop: [ALL]
      envFrom:
        - configMapRef:
            name: {{ include "cowherd.name" .root }}
      env:
        {{- range include "cowherd.secretKeys" .root | fromJsonArray }}
        - name: {{ . }}_FILE
          value: /run/secrets/cowherd/{{ . }}
        {{- end }}
        {{- if eq .command "worker" }}
        - name: COWHERD_METRICS_LISTEN
          value: 0.0.0.0:8080
        {{- end }}
        {{- if include "cowherd.console" .root }}
        - name: COWHERD_CONSOLE_LISTEN
          value: 0.0.0.0:8081
        {{- end }}
      {{- if .listens }}
      ports:
        - name: http
          containerPort: 8080
        {{- if include "cowherd.console" .root }}
        - name: console
          containerPort: 8081
        {{- end }}
      startupProbe:
        httpGet:
          path: /healthz
          port: http
        failureThreshold: 30
        periodSeconds: 2
      livenessProbe:
        httpGet:
          path: /healthz
          port: http
        periodSeconds: 20
        timeoutSeconds: 5
      readinessProbe:
        httpGet:
          path: /readyz
          port: http
        periodSeconds: 10
        timeoutSeconds: 5
      {{- end }}
      {{- with $values.resources }}
      resources:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      volumeMounts:
        - name: secrets
          mountPath: /run/secrets/cowherd
          readOnly: true
        - name: data
          mountPath: /var/lib/cowherd
        {{- if $values.config }}
        - name: config
          mountPath: /etc/cowherd
          readOnly: true
        {{- end }}
  volumes:
    - name: secrets
      secret:
        secretName: {{ required "existingSecret: name the Secret that holds AK_TOKEN, MAILCOW_API_KEY and COWHERD_WEBHOOK_SECRET" $values.existingSecret }}
        defaultMode: 0440
    {{- if $values.config }}
    - name: config
      configMap:
        name: {{ include "cowherd.name" .root }}-config
    {{- end }}
    {{- if not (and .keeps $values.persistence.enabled) }}
    - name: data
      emptyDir: {}
    {{- end }}
  {{- with $values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
